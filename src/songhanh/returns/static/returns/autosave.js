// Saves a section while somebody types. Without this the buttons do the same.
(() => {
  const form = document.querySelector("form[data-sh-autosave]");
  if (!form) return;
  const status = form.querySelector("[data-sh-autosave-status]");
  const revision = form.elements.namedItem("revision");
  let timer = 0;
  let running = false;
  let again = false;

  const say = (message, url) => {
    status.textContent = message || "";
    if (url) {
      const link = document.createElement("a");
      link.className = "govuk-link";
      link.href = url;
      link.textContent = " →";
      status.append(link);
    }
  };

  const save = async () => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    const data = new FormData(form);
    data.delete("document_file"); // files go with the button only
    try {
      const response = await fetch(form.dataset.shAutosave, { method: "POST", body: data, credentials: "same-origin" });
      const answer = await response.json();
      if (answer.state === "saved") revision.value = answer.revision;
      say(answer.message, answer.url);
    } catch {
      say(""); // no network: what was typed stays in the page and goes with the next save
    }
    running = false;
    if (again) {
      again = false;
      save();
    }
  };

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    clearTimeout(timer);
    timer = setTimeout(save, 2000);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
})();
