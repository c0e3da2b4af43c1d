// Only `kijun serve` sends this file: it waits for the next state of the base and shows the page anew.
(function () {
  "use strict";
  var script = document.currentScript;
  var seen = script ? script.getAttribute("data-state") : "";
  function wait() {
    fetch("/__kijun/state?seen=" + encodeURIComponent(seen), { cache: "no-store" })
      .then(function (answer) { return answer.text(); })
      .then(function (state) {
        if (state === seen) { wait(); return; }
        var was = seen.split("-"), is = state.split("-");
        if (was[0] === is[0] && was[1] === is[1] && is[2] === "sound") {
          // The page stays as it is; only what said that the checks were running goes.
          seen = state;
          var panel = document.getElementById("kijun-serve");
          if (panel) { panel.remove(); }
          wait();
          return;
        }
        location.reload();
      })
      .catch(function () { setTimeout(wait, 1000); });
  }
  wait();
})();
