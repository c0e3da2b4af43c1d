// What html-validate looks at: all that it recommends, but for what stands here with its reason.
export default {
  root: true,
  extends: ["html-validate:recommended", "html-validate:document"],
  rules: {
    // The HTML standard leaves the case open; the pages are written in lower case throughout.
    "doctype-style": ["error", { style: "lowercase" }],
    // Ids are those of the published data (`auth.default.length`), dots and all, so that an address can be told from an id.
    "valid-id": ["error", { relaxed: true }],
    // A region that scrolls sideways is no part of the outline, as `<section>` would say.
    "prefer-native-element": ["error", { exclude: ["region"] }],
    // A title begins with the citation, and names the law last: what a search engine cuts is what all its pages share. The
    // longest name the two texts that a page compares.
    "long-title": ["error", { maxlength: 260 }],
    // Styles and the script lie beside the pages, also on a disk; no third party serves any of it.
    "require-sri": "off",
  },
};
