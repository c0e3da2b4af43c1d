// What a reader can only do with a script: copy a citation. Without one there is no control that does nothing.
(() => {
  if (!navigator.clipboard) return;
  for (const text of document.querySelectorAll("[data-copy]")) {
    const { copyLabel, copiedLabel } = text.closest("[data-copy-label]").dataset;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.lang = document.documentElement.lang;
    button.textContent = copyLabel;
    button.setAttribute("aria-label", `${copyLabel}: ${text.textContent}`);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = copiedLabel;
      setTimeout(() => { button.textContent = copyLabel; }, 2000);
    });
    text.after(" ", button);
  }
})();
