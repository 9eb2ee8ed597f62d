import { say } from "./words.js";

export function startCopying(scope) {
  if (!navigator.clipboard) return;
  for (const button of scope.querySelectorAll("[data-copy]")) {
    const answer = document.createElement("span");
    answer.className = "sh-quiet";
    answer.setAttribute("role", "status");
    button.after(" ", answer);
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
        answer.textContent = say("copied");
      } catch {
        answer.textContent = say("copyFailed");
      }
    });
  }
}

export function startPrinting(scope) {
  for (const button of scope.querySelectorAll("[data-print], [data-sh-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
