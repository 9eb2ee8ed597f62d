// Two panes: marks in the text and the duties they belong to light each other; keys move and act.
const LIT = "is-lit";

export function startReading(pair) {
  const duties = [...pair.querySelectorAll("[data-duty]")];
  const marks = [...pair.querySelectorAll("[data-mark-for]")];
  const marksOf = (duty) => marks.filter((mark) => mark.dataset.markFor.split(" ").includes(duty.id));
  const dutiesOf = (mark) => mark.dataset.markFor.split(" ").map((id) => document.getElementById(id)).filter(Boolean);
  const near = { block: "nearest" };

  const light = (parts) => {
    for (const part of [...duties, ...marks]) part.classList.toggle(LIT, parts.includes(part));
  };

  for (const duty of duties) {
    const shine = () => light([duty, ...marksOf(duty)]);
    duty.addEventListener("mouseenter", shine);
    duty.addEventListener("focusin", () => {
      shine();
      marksOf(duty)[0]?.scrollIntoView(near);
    });
  }
  for (const mark of marks) {
    mark.addEventListener("mouseenter", () => light([mark, ...dutiesOf(mark)]));
    mark.addEventListener("click", () => dutiesOf(mark)[0]?.focus());
  }

  const move = (step) => {
    const place = duties.findIndex((duty) => duty.contains(document.activeElement));
    const next = duties[place < 0 ? 0 : Math.max(0, Math.min(duties.length - 1, place + step))];
    if (!next) return;
    if (next.tabIndex < 0 && !next.hasAttribute("tabindex")) next.tabIndex = -1;
    next.focus();
    next.scrollIntoView(near);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, textarea")) return;
    if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      move(event.key === "j" ? 1 : -1);
      return;
    }
    // Enter on a link or button is that link's or button's own.
    if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
    const duty = duties.find((one) => one.contains(document.activeElement));
    const wanted = duty?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (wanted) {
      event.preventDefault();
      wanted.click();
    }
  });
}
