//! `readOnly` and `writeOnly` (OpenAPI 3.0.3, section 4.7.24.2).

use super::Schema;

impl Schema<'_> {
    /// Returns `true` if values are in responses only, as the schema says, what it refers to, or a part of it.
    pub fn is_read_only(self) -> bool {
        self.says("readOnly")
    }

    /// Returns `true` if values are in requests only, as the schema says, what it refers to, or a part of it.
    pub fn is_write_only(self) -> bool {
        self.says("writeOnly")
    }

    fn says(self, keyword: &str) -> bool {
        let is_set = |schema: Schema<'_>| schema.fields().flag(keyword).unwrap_or_default();
        let Some(target) = self.resolve() else { return is_set(self) };
        let mut parts = target.all_of().into_iter().filter_map(Schema::resolve);
        is_set(self) || is_set(target) || parts.any(is_set)
    }
}
