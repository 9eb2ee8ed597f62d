// A second click sends nothing. The server would not mind; the person would wonder.
const WAIT = 8000; // a download leaves the page where it is, so the button must come back

export function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    setTimeout(() => lock(form, true)); // after the pressed button's own value has gone along
    setTimeout(() => free(form), WAIT);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(free));
}

function lock(form, locked) {
  for (const button of form.querySelectorAll("button:not([type=button])")) button.disabled = locked;
}

function free(form) {
  delete form.dataset.sent;
  lock(form, false);
}
