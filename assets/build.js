// Builds the one style sheet and the scripts into the core area, where they are committed.
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import { compile } from "sass";

const target = "../src/songhanh/core/static/core";
const limits = { "songhanh.css": 25, "songhanh.js": 15 };

rmSync(`${target}/fonts`, { recursive: true, force: true });
for (const folder of ["fonts", "images"]) mkdirSync(`${target}/${folder}`, { recursive: true });

function report(name, text) {
  const size = gzipSync(text).length / 1024;
  console.log(`${name}: ${size.toFixed(1)} KB gzipped`);
  if (size > (limits[name] ?? 100)) throw new Error(`${name} is over ${limits[name]} KB gzipped.`);
}

const { css } = compile("scss/songhanh.scss", { loadPaths: ["node_modules"], quietDeps: true });
const { code } = await transform(css, { loader: "css", minify: true, legalComments: "none" });
writeFileSync(`${target}/songhanh.css`, code);
report("songhanh.css", code);

const { outputFiles } = await build({
  entryPoints: ["js/songhanh.js"], bundle: true, minify: true, format: "esm", target: "es2020",
  legalComments: "none", write: false,
});
writeFileSync(`${target}/songhanh.js`, outputFiles[0].text);
report("songhanh.js", outputFiles[0].text);
copyFileSync("node_modules/htmx.org/dist/htmx.min.js", `${target}/htmx.js`);

const fonts = { "be-vietnam-pro": ["400-normal", "700-normal"], tinos: ["400-normal", "400-italic", "700-normal"] };
for (const [family, cuts] of Object.entries(fonts)) {
  for (const subset of ["latin", "vietnamese"]) {
    for (const cut of cuts) {
      const file = `${family}-${subset}-${cut}.woff2`;
      copyFileSync(`node_modules/@fontsource/${family}/files/${file}`, `${target}/fonts/${file}`);
    }
  }
}
for (const file of readdirSync("images")) copyFileSync(`images/${file}`, `${target}/images/${file}`);
