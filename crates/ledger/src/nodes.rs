//! The nodes that the program names, each as a field: a misspelt one does not compile.

use crate::Node;
use std::sync::OnceLock;

/// Declares [`Nodes`] with a field for each key, so that field and key cannot differ.
macro_rules! nodes {
    ($($key:ident)*) => {
        /// Every node of `data/trees.tsv`, as a field named after its key.
        #[derive(Debug)]
        pub struct Nodes {
            $(#[doc = concat!("The node `", stringify!($key), "`.")] pub $key: Node,)*
        }

        impl Nodes {
            fn find() -> Self {
                Self { $($key: named(stringify!($key)),)* }
            }

            #[cfg(test)]
            fn all(&self) -> Vec<(&'static str, Node)> {
                vec![$((stringify!($key), self.$key),)*]
            }
        }
    };
}

nodes! {
    total carried_in received surplus_used spent carried_out
    surplus_allocated allocated_tax allocated_funds allocated_kept
    all_funds fiscal general government_fund state_capital special_account superior_fiscal
    unit_funds business operating_income superior affiliates other_income
    all_purposes basic personnel public project other_running specific
    operating remitted_up subsidies
    everything three_public abroad vehicles vehicle_purchase vehicle_running
    reception domestic_reception foreign_reception guests_from_abroad
    meetings training agency_operation
    procurement goods works services centralised dispersed
    fixed_assets asset_purchase
    sme_contracts micro_contracts reserved_for_sme reserved_for_micro
}

/// The nodes of the trees: `nodes().spent`.
pub fn nodes() -> &'static Nodes {
    static NODES: OnceLock<Nodes> = OnceLock::new();
    NODES.get_or_init(Nodes::find)
}

#[expect(clippy::expect_used, reason = "a test holds the fields and the data together")]
fn named(key: &str) -> Node {
    Node::named(key).expect("every field of `Nodes` is a key of data/trees.tsv")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_data_has_its_field_and_back() {
        let of_data: Vec<_> = Node::all().map(|node| (node.key(), node)).collect();
        assert_eq!(nodes().all(), of_data);
    }
}
