// htmx replaces parts of pages. A refusal is shown where notices stand, never swallowed.
import { say } from "./words.js";

export function listenToHtmx(start) {
  document.body.addEventListener("htmx:load", (event) => {
    if (event.target !== document.body) start(event.target);
  });
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (xhr.status < 400) return;
    event.detail.shouldSwap = true;
    event.detail.isError = false;
    event.detail.swapOverride = "innerHTML";
    event.detail.target = document.getElementById("thong-bao");
    if (!xhr.responseText.includes("govuk-error-summary")) event.detail.serverResponse = notice();
  });
  document.body.addEventListener("htmx:sendError", () => {
    document.getElementById("thong-bao").innerHTML = notice();
  });
}

function notice() {
  const box = document.createElement("div");
  box.className = "govuk-inset-text";
  box.setAttribute("role", "alert");
  box.textContent = say("failed");
  return box.outerHTML;
}
