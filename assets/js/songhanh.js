// Everything here is a comfort: each page works without it.
import { CharacterCount } from "govuk-frontend/dist/govuk/components/character-count/character-count.mjs";
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { ExitThisPage } from "govuk-frontend/dist/govuk/components/exit-this-page/exit-this-page.mjs";
import { NotificationBanner } from "govuk-frontend/dist/govuk/components/notification-banner/notification-banner.mjs";
import { ServiceNavigation } from "govuk-frontend/dist/govuk/components/service-navigation/service-navigation.mjs";
import { SkipLink } from "govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs";
import { forgetSent, startAutosave } from "./autosave.js";
import { startCopying, startPrinting } from "./copying.js";
import { listenToHtmx } from "./partial.js";
import { startReading } from "./reading.js";
import { sendOnce } from "./sending.js";
import { nameCells } from "./tables.js";

const components = [CharacterCount, ErrorSummary, ExitThisPage, NotificationBanner, ServiceNavigation, SkipLink];

document.body.classList.add("js-enabled", "govuk-frontend-supported");

function start(scope) {
  for (const Component of components) {
    for (const element of scope.querySelectorAll(`[data-module="${Component.moduleName}"]`)) {
      try {
        new Component(element);
      } catch (error) {
        console.warn(error.message); // one part that cannot start must not stop the others
      }
    }
  }
  nameCells(scope);
  startCopying(scope);
  startPrinting(scope);
  for (const form of scope.querySelectorAll("form[data-autosave]")) startAutosave(form);
  for (const pair of scope.querySelectorAll(".sh-read")) startReading(pair);
}

// A link pressed from the keyboard behaves like the button it looks like.
document.addEventListener("keydown", (event) => {
  if (event.key === " " && event.target.matches?.('a[role="button"]')) {
    event.preventDefault();
    event.target.click();
  }
});

forgetSent();
start(document);
sendOnce();
listenToHtmx(start);
