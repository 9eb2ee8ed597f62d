// Saves a draft while somebody types. What could not be sent stays on this machine until it can.
//
// <form data-autosave="URL">: the URL takes the form and answers {state, revision?, message?, url?}.
// An element with data-autosave-status inside the form says what became of it.
import { say } from "./words.js";

const PAUSE = 3000;
const SENT = "sh-sent";
const clock = () => new Date().toTimeString().slice(0, 5);

export function startAutosave(form) {
  const status = form.querySelector("[data-autosave-status]") ?? addStatus(form);
  const place = `sh-draft:${form.dataset.autosave || location.pathname}`;
  let timer = 0;
  let running = false;
  let again = false;

  const tell = (text, url) => {
    status.textContent = text;
    if (url) status.append(" ", linkTo(url));
  };

  const save = async () => {
    clearTimeout(timer);
    if (running) {
      again = true;
      return;
    }
    running = true;
    tell(say("saving"));
    const sent = keep(place, form);
    const data = new FormData(form);
    for (const field of form.querySelectorAll("input[type=file]")) data.delete(field.name); // files go with the button
    try {
      const response = await fetch(form.dataset.autosave || location.href, {
        method: "POST", body: data, credentials: "same-origin", headers: { "X-Autosave": "1" },
      });
      await settle(response, sent);
    } catch {
      tell(say("offline"));
    }
    running = false;
    if (again) {
      again = false;
      save();
    }
  };

  const settle = async (response, sent) => {
    const isJson = response.headers.get("content-type")?.includes("json");
    const answer = isJson ? await response.json() : {};
    const revision = form.elements.namedItem("revision");
    if (revision && answer.revision != null) revision.value = answer.revision;
    if (response.redirected && !isJson) tell(say("signedout")); // the sign-in page came instead
    else if (!response.ok) tell(answer.message || say("refused"), answer.url);
    else {
      if (read(place) === sent) localStorage.removeItem(place);
      tell(answer.message || `${say("saved")} ${clock()}`, answer.url);
    }
  };

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    keep(place, form);
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    sessionStorage.setItem(SENT, place);
  });
  window.addEventListener("online", () => read(place) && save());
  offer(place, form, status, save);
}

// After a form was sent by its button, the page that answers it without errors says that the server has the text.
export function forgetSent() {
  const place = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  if (place && !document.querySelector(".govuk-error-summary")) localStorage.removeItem(place);
}

function values(form) {
  const typed = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !PASSING.has(name));
  return JSON.stringify(typed.map(([name, value]) => [name, value.replace(/\r\n/g, "\n").trim()]));
}

// These belong to the page as it was served, not to what was typed.
const PASSING = new Set(["csrfmiddlewaretoken", "revision"]);

function keep(place, form) {
  const text = values(form);
  try {
    localStorage.setItem(place, text);
  } catch {
    return text; // a full or forbidden store: the page itself still holds the text
  }
  return text;
}

function read(place) {
  try {
    return localStorage.getItem(place);
  } catch {
    return null;
  }
}

function offer(place, form, status, save) {
  const kept = read(place);
  if (!kept) return;
  if (kept === values(form)) {
    localStorage.removeItem(place);
    return;
  }
  status.textContent = `${say("restore")} `;
  status.append(
    button(say("restoreYes"), () => {
      fill(form, JSON.parse(kept));
      status.textContent = "";
      save();
    }),
    " ",
    button(say("restoreNo"), () => {
      localStorage.removeItem(place);
      status.textContent = "";
    }),
  );
}

function fill(form, pairs) {
  const waiting = new Map();
  for (const [name, value] of pairs) waiting.set(name, [...(waiting.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || field.type === "file" || field.type === "hidden" || field.tagName === "BUTTON") continue;
    const kept = waiting.get(field.name) ?? [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = kept.includes(field.value);
    else if (field.multiple) for (const option of field.options) option.selected = kept.includes(option.value);
    else if (kept.length) field.value = kept.shift();
  }
}

function addStatus(form) {
  const status = document.createElement("p");
  status.className = "sh-status";
  form.append(status);
  status.setAttribute("role", "status");
  return status;
}

function button(text, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "sh-small";
  made.textContent = text;
  made.addEventListener("click", action);
  return made;
}

function linkTo(url) {
  const link = document.createElement("a");
  link.className = "govuk-link";
  link.href = url;
  link.textContent = "→";
  return link;
}
