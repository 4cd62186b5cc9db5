//! The errors of the library as a Python exception.

use pyo3::exceptions::PyValueError;
use pyo3::{create_exception, PyErr};

create_exception!(
    inquit,
    Error,
    PyValueError,
    "A cast, an option or the name of a variant is refused. The message is that of the library."
);

/// The exception with the message of the library.
pub fn refused(error: inquit::Error) -> PyErr {
    Error::new_err(error.to_string())
}
