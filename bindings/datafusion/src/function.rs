//! The scalar function `attribute_quotes`.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::datatypes::{DataType, Field, FieldRef};
use datafusion::common::{internal_err, plan_datafusion_err, plan_err, Result, ScalarValue};
use datafusion::logical_expr::ptr_eq::PtrEq;
use datafusion::logical_expr::{
    ColumnarValue, ReturnFieldArgs, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility,
};
use inquit::{Attributor, OffsetUnit, Scratch};

use crate::answers::{quotes_type, Answers};

/// `attribute_quotes(text)` and `attribute_quotes(text, unit)`: the quotations of a text as a list of structs.
///
/// The fields are those of [`quotes_type`]. Offsets count characters, as `substr` of SQL does; the unit `'bytes'` or
/// `'utf-16'` counts for other programs. A text that is null or, in a binary column, no UTF-8 has the answer null. No
/// text fails a query. A unit that does not exist fails it before the first text is read.
///
/// ```
/// use datafusion::{arrow::array::AsArray, logical_expr::ScalarUDF, prelude::SessionContext};
/// use inquit_datafusion::AttributeQuotes;
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> datafusion::error::Result<()> {
/// let attributor = inquit::Attributor::builder().cue_verb("grokked").build().unwrap();
/// let context = SessionContext::new();
/// context.register_udf(ScalarUDF::from(AttributeQuotes::new(attributor)));
/// let sql = "SELECT attribute_quotes('\"I see,\" Hale grokked.')[1]['speaker'] = 'Hale' AS is_hale";
/// let batches = context.sql(sql).await?.collect().await?;
/// assert!(batches[0].column(0).as_boolean().value(0));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct AttributeQuotes {
    attributor: PtrEq<Arc<Attributor>>,
    signature: Signature,
}

impl AttributeQuotes {
    /// The function with the options of an attributor.
    ///
    /// ```
    /// use datafusion::logical_expr::ScalarUDFImpl;
    /// use inquit_datafusion::AttributeQuotes;
    /// let function = AttributeQuotes::new(inquit::Attributor::new());
    /// assert_eq!(function.name(), "attribute_quotes");
    /// ```
    #[must_use]
    pub fn new(attributor: Attributor) -> Self {
        let signature = Signature::user_defined(Volatility::Immutable);
        Self { attributor: Arc::new(attributor).into(), signature }
    }

    fn attribute(&self, texts: &ArrayRef, unit: OffsetUnit) -> Result<ArrayRef> {
        let (mut answers, mut scratch) = (Answers::with_capacity(texts.len()), Scratch::default());
        let mut answer = |text: Option<&str>| {
            let found = text.map(|text| self.attributor.attribute_with(&mut scratch, text));
            answers.push(found.as_ref(), unit);
        };
        let utf8 = |bytes| std::str::from_utf8(bytes).ok();
        match texts.data_type() {
            DataType::Utf8 => texts.as_string::<i32>().iter().for_each(answer),
            DataType::LargeUtf8 => texts.as_string::<i64>().iter().for_each(answer),
            DataType::Utf8View => texts.as_string_view().iter().for_each(answer),
            DataType::Binary => texts.as_binary::<i32>().iter().for_each(|text| answer(text.and_then(utf8))),
            DataType::LargeBinary => texts.as_binary::<i64>().iter().for_each(|text| answer(text.and_then(utf8))),
            DataType::BinaryView => texts.as_binary_view().iter().for_each(|text| answer(text.and_then(utf8))),
            other => return internal_err!("attribute_quotes takes no {other}"),
        }
        Ok(Arc::new(answers.finish()))
    }
}

impl Default for AttributeQuotes {
    fn default() -> Self {
        Self::new(Attributor::new())
    }
}

impl ScalarUDFImpl for AttributeQuotes {
    fn name(&self) -> &str {
        "attribute_quotes"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, types: &[DataType]) -> Result<Vec<DataType>> {
        match types {
            [text] => Ok(vec![text_type(text)?]),
            [text, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View] => {
                Ok(vec![text_type(text)?, DataType::Utf8])
            }
            _ => plan_err!("attribute_quotes expects a text and, if need be, the unit of offsets"),
        }
    }

    fn return_type(&self, _types: &[DataType]) -> Result<DataType> {
        Ok(quotes_type())
    }

    fn return_field_from_args(&self, arguments: ReturnFieldArgs) -> Result<FieldRef> {
        // A wrong unit fails while the query is planned, not in the middle of a collection.
        if let Some(unit) = arguments.scalar_arguments.get(1) {
            offset_unit(*unit)?;
        }
        Ok(Arc::new(Field::new(self.name(), quotes_type(), true)))
    }

    fn invoke_with_args(&self, arguments: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let unit = match arguments.args.get(1) {
            None => OffsetUnit::Characters,
            Some(ColumnarValue::Scalar(unit)) => offset_unit(Some(unit))?,
            Some(ColumnarValue::Array(_)) => offset_unit(None)?,
        };
        match &arguments.args[0] {
            ColumnarValue::Array(texts) => Ok(ColumnarValue::Array(self.attribute(texts, unit)?)),
            ColumnarValue::Scalar(text) => {
                let answer = self.attribute(&text.to_array()?, unit)?;
                Ok(ColumnarValue::Scalar(ScalarValue::try_from_array(&answer, 0)?))
            }
        }
    }
}

/// The type as which a column of texts is read.
fn text_type(given: &DataType) -> Result<DataType> {
    match given {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Ok(given.clone()),
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView => Ok(given.clone()),
        DataType::Dictionary(_, value) => text_type(value),
        DataType::Null => Ok(DataType::Utf8),
        other => plan_err!("attribute_quotes expects a text and not {other}"),
    }
}

fn offset_unit(given: Option<&ScalarValue>) -> Result<OffsetUnit> {
    match given.and_then(|unit| unit.try_as_str().flatten()) {
        Some(unit) => unit.parse().map_err(|error| plan_datafusion_err!("{error}")),
        None => plan_err!("the unit of attribute_quotes is not a constant"),
    }
}
