//! Performance objectives (绩效).

pub(crate) mod basis_of_another;
pub(crate) mod basis_repeats_name;
pub(crate) mod copied_indicators;
pub(crate) mod cost_in_words;
pub(crate) mod cost_not_money;
pub(crate) mod count_in_rate;
pub(crate) mod duplicate_indicator;
pub(crate) mod execution_rate;
pub(crate) mod kind_missing;
pub(crate) mod kind_order;
pub(crate) mod lost_points;
pub(crate) mod named_like_class;
pub(crate) mod no_operator;
pub(crate) mod objective_missing;
pub(crate) mod operator_wrong_way;
pub(crate) mod over_hundred;
pub(crate) mod project_twice;
pub(crate) mod rate_in_count;
pub(crate) mod rate_of_no_rate;
pub(crate) mod routine_as_project;
pub(crate) mod same_target_everywhere;
pub(crate) mod score_in_words;
pub(crate) mod score_sum;
pub(crate) mod target_equals_name;
pub(crate) mod target_in_words;
pub(crate) mod unknown_unit;
