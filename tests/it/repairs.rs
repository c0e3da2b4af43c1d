//! The repairs of realistic products of the shipped base, as an engineer would read them.

use kijun::logic::domain::{Facts, Value};
use kijun::logic::repair::Repairs;
use kijun::model::value::written;
use kijun::model::{Date, FactIdx};
use kijun::norm::Base;
use kijun::query::Asked;
use kijun::query::citation::nodes as find;
use kijun::query::explain::explain;
use kijun::query::product::state;

use crate::base::shipped;

/// A product, what is wrong with it, what it is asked, and the repairs of a provision that fails.
struct Trial {
    device: &'static str,
    but: &'static [(&'static str, &'static str)],
    against: &'static str,
    provisions: &'static [(&'static str, &'static [&'static str])],
}

const EARLY: (&str, &str) = ("report.exploited.early_warning", "30 hours");

const TRIALS: &[Trial] = &[
    Trial {
        device: "product-camera-behind-router",
        but: &[
            ("auth.default.change", "prompted"),
            ("auth.user.minimum_length", "0 characters"),
            ("support.period_published", "false"),
            ("disclosure.contact_published", "false"),
            ("disclosure.policy_contents_complete", "false"),
        ],
        against: "psti",
        provisions: &[
            ("psti@2025-12-04:sch1.1", &["auth.default.change = forced", "auth.setup.time_limited = true"]),
            ("psti@2025-12-04:sch1.2", &["disclosure.contact_published = true"]),
            ("psti@2025-12-04:sch1.3", &["support.period_published = true"]),
        ],
    },
    // Who was told late was told late; who was not told can be told.
    Trial {
        device: "product-camera-behind-router",
        but: &[
            ("report.exploited.aware", "true"),
            EARLY,
            ("report.exploited.notification_needed", "true"),
            ("report.exploited.notification", "80 hours"),
            ("report.exploited.recipients", "{ }"),
        ],
        against: "cra",
        provisions: &[
            ("cra@2024:art14.1", &["report.exploited.recipients = { csirt, enisa }"]),
            ("cra@2024:art14.2a", &[]),
            ("cra@2024:art14.2b", &[]),
        ],
    },
    Trial {
        device: "product-home-router",
        but: &[
            ("auth.default.length", "5 characters"),
            ("update.integrity_checked", "false"),
            ("update.easy", "false"),
            ("update.latest_shown", "false"),
            ("interface.unneeded_risky_enabled", "true"),
        ],
        against: "jcstar1",
        provisions: &[
            ("jcstar1@1.1:S1.1-02", &["auth.default.change = forced", "auth.default.length = 6 characters"]),
            ("jcstar1@1.1:S1.1-06", &["update.latest_shown = true"]),
            ("jcstar1@1.1:S1.1-07", &["update.by_user = false", "update.easy = true"]),
            ("jcstar1@1.1:S1.1-08", &["update.integrity_checked = true"]),
            ("jcstar1@1.1:S1.1-13", &["interface.unneeded_risky_enabled = false"]),
        ],
    },
    // No product gives up its updates to be rid of what is asked of them.
    Trial {
        device: "product-smart-speaker",
        but: &[
            ("update.easy", "false"),
            ("update.integrity_checked", "false"),
            ("update.trust_relationship", "false"),
            ("update.timely", "false"),
        ],
        against: "en303645",
        provisions: &[
            ("en303645@3.1.3:5.3-3", &["update.easy = true"]),
            ("en303645@3.1.3:5.3-8", &[]),
            ("en303645@3.1.3:5.3-10", &["update.integrity_checked = true, update.trust_relationship = true"]),
        ],
    },
    Trial {
        device: "product-battery-sensor",
        but: &[("data.erasure_simple", "false")],
        against: "en303645",
        provisions: &[("en303645@3.1.3:5.11-1", &["data.user_data_stored = false"])],
    },
    // Nor do its users give up authentication to be rid of what is asked of it.
    Trial {
        device: "product-smart-lock",
        but: &[("auth.value_changeable", "false"), ("auth.default.change", "none")],
        against: "en303645,jcstar1",
        provisions: &[("en303645@3.1.3:5.1-4", &["auth.value_changeable = true"])],
    },
    Trial {
        device: "product-smart-tv",
        but: &[
            ("support.shortened", "true"),
            ("disclosure.acknowledgement_time_published", "false"),
            ("disclosure.policy_contents_complete", "false"),
        ],
        against: "psti",
        provisions: &[
            ("psti@2025-12-04:sch1.2", &["disclosure.acknowledgement_time_published = true"]),
            ("psti@2025-12-04:sch1.3", &[]),
        ],
    },
    Trial {
        device: "product-toy",
        but: &[
            ("report.severe.aware", "true"),
            ("report.severe.early_warning", "40 hours"),
            ("report.severe.users_informed", "false"),
            ("components.documented", "false"),
        ],
        against: "cra",
        provisions: &[
            ("cra@2024:annex1.2.1", &["components.documented = true"]),
            ("cra@2024:art14.4a", &[]),
            ("cra@2024:art14.8", &["report.severe.users_informed = true"]),
        ],
    },
    Trial {
        device: "product-home-router",
        but: &[("auth.access_control", "false"), ("power.software_kept", "false")],
        against: "jp.ter,jcstar1",
        provisions: &[
            ("jcstar1@1.1:S1.1-01", &["auth.access_control = true"]),
            ("jcstar1@1.1:S1.1-14", &["power.software_kept = true"]),
        ],
    },
    Trial {
        device: "product-camera-behind-router",
        but: &[("auth.default.change", "none")],
        against: "psti,jcstar1,en303645",
        provisions: &[(
            "jcstar1@1.1:S1.1-02",
            &[
                "auth.default.change = forced",
                "auth.default.present = false, auth.default.length = 0 characters",
            ],
        )],
    },
];

fn said(kb: Base<'_>, repairs: &Repairs) -> Vec<String> {
    let change = |(var, value): &(FactIdx, Value)| {
        format!("{} = {}", kb.facts[*var].id, written(&kb.facts[*var], *value))
    };
    repairs.found.iter().map(|it| it.iter().map(change).collect::<Vec<_>>().join(", ")).collect()
}

#[test]
fn repairs_are_what_an_engineer_would_do() {
    let kb = shipped().on(Date::parse("2028-01-01").expect("a date"));
    let mut wrong = Vec::new();
    for trial in TRIALS {
        let device = kb.devices.iter().find(|it| it.id == trial.device).expect("a device");
        let mut facts: Facts = device.facts.clone();
        facts.extend(trial.but.iter().map(|(id, value)| state(kb, id, value).expect("a fact")));
        assert_eq!(kb.theory.conflict(&facts).expect("small"), None, "{} with {:?}", trial.device, trial.but);
        let nodes = trial.against.split(',').flat_map(|id| find(kb, id).expect("known"));
        let asked: Vec<Asked> = nodes.map(|node| Asked { node, pinned: false }).collect();
        let found = explain(kb, &facts, &asked);
        for (id, expected) in trial.provisions {
            let alone = found.provisions.iter().find(|(idx, _)| kb.provisions[*idx].id == *id);
            let repairs = alone.map(|(_, it)| said(kb, it.as_ref().expect("small")));
            if repairs.as_deref() != Some(&expected.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>()[..])
            {
                wrong.push(format!("{} for {id}: {repairs:?}", trial.device));
            }
        }
        let hopeless = trial.provisions.iter().any(|(_, expected)| expected.is_empty());
        let together = found.together.expect("small");
        assert_eq!(together.found.is_empty(), hopeless, "{}: {:?}", trial.device, said(kb, &together));
        assert!(
            !(hopeless && together.more),
            "what cannot be repaired in part cannot be repaired: {}",
            trial.device
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
