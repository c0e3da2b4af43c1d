//! What the groups of facts are called.
//!
//! A group is the first word of the ids of its facts; one without a name keeps the word.

use crate::lang::Bilingual;

/// Words with their names.
const GROUPS: [(&str, &str, &str); 61] = [
    ("access", "アクセス制御", "access"),
    ("advisory", "脆弱性の公表", "advisories"),
    ("assessment", "適合性の評価", "assessment"),
    ("auth", "認証とパスワード", "authentication and passwords"),
    ("authority", "当局の求め", "requests of authorities"),
    ("certificate", "認定等", "certificates"),
    ("complaint", "苦情", "complaints"),
    ("component", "製品の構成要素", "components of the product"),
    ("components", "部品とSBOM", "parts and bill of materials"),
    ("configuration", "設定", "configuration"),
    ("conformity", "適合", "conformity"),
    ("contact", "連絡先", "contact"),
    ("contract", "契約", "contracts"),
    ("crypto", "暗号", "cryptography"),
    ("data", "データの保護", "protection of data"),
    ("debug", "デバッグインタフェース", "debug interfaces"),
    ("declaration", "適合宣言書", "declaration of conformity"),
    ("development", "開発", "development"),
    ("disclosure", "脆弱性の開示", "vulnerability disclosure"),
    ("distributor", "販売業者", "distributor"),
    ("documents", "文書と記録", "documents and records"),
    ("education", "利用者への案内", "guidance for users"),
    ("finance", "金銭の移転", "transfer of value"),
    ("hardware", "ハードウェア", "hardware"),
    ("importer", "輸入者", "importer"),
    ("information", "照会への回答", "answers to queries"),
    ("input", "入力の検証", "validation of input"),
    ("interface", "インタフェース", "interfaces"),
    ("label", "ラベル", "labels"),
    ("log", "ログ", "logs"),
    ("manufacturer", "製造業者", "manufacturer"),
    ("model", "型番", "model designation"),
    ("module", "組み込まれた端末", "embedded terminals"),
    ("network", "ネットワーク", "network"),
    ("notice", "利用者への知らせ", "notices to users"),
    ("open", "開いた選択肢", "open limbs"),
    ("parameter", "セキュリティパラメータ", "security parameters"),
    ("power", "電源", "power"),
    ("privacy", "プライバシー", "privacy"),
    ("product", "製品", "product"),
    ("radio", "無線", "radio"),
    ("records", "記録の保存", "keeping of records"),
    ("registry", "登録情報", "registry"),
    ("replacement", "ハードウェアの交換", "replacement of hardware"),
    ("report", "届出と報告", "reporting"),
    ("representative", "授権代理人", "authorised representative"),
    ("resilience", "停止への備え", "resilience"),
    ("risk", "リスクアセスメント", "risk assessment"),
    ("router", "ルータ", "router"),
    ("security", "合理的なセキュリティ", "reasonable security"),
    ("setup", "設置と初期設定", "set-up"),
    ("software", "ソフトウェア", "software"),
    ("state", "状態の把握", "awareness of state"),
    ("statement", "製品に添える適合宣言書", "statement of compliance"),
    ("steward", "オープンソースソフトウェアの管理者", "open-source software steward"),
    ("supply", "供給の経路", "supply chain"),
    ("support", "サポート", "support"),
    ("telemetry", "テレメトリ", "telemetry"),
    ("testing", "試験", "testing"),
    ("update", "ソフトウェアの更新", "software updates"),
    ("vulnerability", "脆弱性", "vulnerabilities"),
];

/// Returns the name of a group; the word itself where it has none.
pub(super) fn title(group: &str) -> Bilingual {
    let found = GROUPS.iter().find(|(word, ..)| *word == group);
    found.map_or_else(|| Bilingual::same(group), |(_, ja, en)| Bilingual::new(*ja, *en))
}
