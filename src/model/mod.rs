//! The model: templates of features, weights, and a linear-chain conditional random field. It knows neither text nor
//! genre.

pub(crate) mod crf;
pub(crate) mod posterior;
pub(crate) mod scorer;
pub(crate) mod task;
pub(crate) mod template;
pub(crate) mod weights;
