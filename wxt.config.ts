import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import tailwindcss from "@tailwindcss/vite";
import type { PluginOption } from "vite";
import { defineConfig, type ResolvedPublicFile } from "wxt";

/** fal's own hosts, the only ones Refshot may read without asking (FAL: queue, prices and history, and media). */
const falHosts = ["https://queue.fal.run/*", "https://api.fal.ai/*", "https://*.fal.media/*"];

/**
 * fal's client brings a realtime part (24 kB of msgpack and a state machine) that Refshot does not use, and its
 * package has no door to the queue alone: that one file is left out. So is all of its package.json but what it reads.
 */
const withoutRealtime: PluginOption = {
  name: "fal-client-without-realtime",
  enforce: "pre",
  resolveId: (source, importer) =>
    source === "./realtime" && importer?.includes("@fal-ai/client") ? "\0fal-realtime" : undefined,
  load: (id) =>
    id === "\0fal-realtime" ? "export const createRealtimeClient = () => undefined;" : undefined,
  transform: {
    filter: { id: /@fal-ai\/client\/package\.json$/ },
    handler(text) {
      const { name, version } = JSON.parse(text);
      return JSON.stringify({ name, version });
    },
  },
};

/** A page asks for each chunk by itself, which costs it more than bytes that it does not use: what two share is one. */
const fewChunks: PluginOption = {
  name: "few-chunks",
  outputOptions: (options) => {
    if (options.format !== "es") return;
    return { ...options, codeSplitting: { groups: [{ name: "shared", minShareCount: 2 }] } };
  },
};

/**
 * Dexie listens for a page that is put aside and comes back, which the browsers do with none of an extension, and for
 * another Dexie in the same page. A worker, where it is evaluated at its first use, may add no listener so late.
 */
const withoutPageEvents: PluginOption = {
  name: "dexie-without-page-events",
  enforce: "pre",
  transform: {
    filter: { id: /\/dexie\.min\.mjs$/ },
    handler: (code) => code.replaceAll('"undefined"!=typeof addEventListener', "false"),
  },
};

/** The pages as they are written would be a tenth indentation. */
const withoutIndentation: PluginOption = {
  name: "pages-without-indentation",
  transformIndexHtml: (html) => html.replace(/^\s+/gm, ""),
};

/** Tailwind repeats what its `@property` rules say for browsers that do not know those: none that Refshot runs in. */
const withoutFallback: PluginOption = {
  name: "css-without-fallback",
  enforce: "pre",
  transform: {
    filter: { id: /\.css$/ },
    handler: (css) => css.replace(/@layer properties\s*\{\s*@supports[^{]*\{[^{]*\{[^}]*\}\s*\}\s*\}/, ""),
  },
};

/** React asks for a key of every line of an icon, and only in development misses it. */
const withoutKeys: PluginOption = {
  name: "icons-without-keys",
  enforce: "pre",
  transform: {
    filter: { id: /\/lucide-react\// },
    handler: (code) => code.replace(/, key: "\w+"/g, ""),
  },
};

/** One letter outside of ASCII makes the browser read and keep the whole worker as 16 bits a letter. */
const asAscii: PluginOption = {
  name: "worker-as-ascii",
  generateBundle: (_options, bundle) => {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === "chunk" && chunk.fileName === "background.js")
        chunk.code = chunk.code.replace(
          /[\u0080-\uffff]/g,
          (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
        );
    }
  },
};

/** What is not used is left out, though reading a property could in theory do something; and nothing is compiled ahead. */
const rolldownOptions = {
  treeshake: { propertyReadSideEffects: false, unknownGlobalSideEffects: false },
  optimization: { pifeForModuleWrappers: false },
} as const;

interface Text {
  message: string;
  placeholders?: Record<string, { content: string }>;
}

/**
 * Texts are written to be read and changed: a third of their files is white space and the names of placeholders, which
 * no browser needs.
 */
function compactTexts(files: ResolvedPublicFile[]): void {
  files.forEach((file, at) => {
    if (!("absoluteSrc" in file) || !file.relativeDest.endsWith("messages.json")) return;
    const texts: Record<string, Text> = JSON.parse(readFileSync(file.absoluteSrc, "utf8"));
    const compact = Object.entries(texts).map(([key, text]) => [key, { message: inlinePlaceholders(text) }]);
    files[at] = { relativeDest: file.relativeDest, contents: JSON.stringify(Object.fromEntries(compact)) };
  });
}

/** A text with `$1` in the place of `$NAME$`, as the browser itself reads it. */
function inlinePlaceholders({ message, placeholders = {} }: Text): string {
  const inline = message.replace(
    /\$([\w@]+)\$/g,
    (whole, name) => placeholders[name.toLowerCase()]?.content ?? whole,
  );
  // `$1$2` would be a placeholder named 1.
  if (/\$[\w@]+\$|\$\d\d/.test(inline)) throw new Error(`a browser would read another text: ${inline}`);
  return inline;
}

export default defineConfig({
  modules: ["@wxt-dev/module-react"],
  imports: false,
  manifestVersion: 3,
  // What builds the packages, and no more: Firefox's reviewers get it, and a test builds from it.
  zip: {
    includeSources: [
      ...["components", "entrypoints", "lib", "public"].map((folder) => `${folder}/**`),
      ...["package.json", "package-lock.json", ".npmrc", "tsconfig.json", "wxt.config.ts"],
      ...["store/zip.ts", "README.md", "LICENSE"],
    ],
  },
  hooks: { "build:publicAssets": (_wxt, files) => compactTexts(files) },
  vite: () => ({
    // The manifest's minimum versions: nothing is made for older ones.
    build: { target: ["chrome140", "firefox140"], modulePreload: { polyfill: false }, rolldownOptions },
    resolve: {
      alias: [
        // Dexie's build for today's browsers; the package's door leads to the one for old ones, a tenth larger.
        { find: /^dexie$/, replacement: "dexie/dist/modern/dexie.min.mjs" },
        // The queue alone; the package's door brings all that it has.
        { find: /^@fal-ai\/client$/, replacement: resolve("node_modules/@fal-ai/client/src/client.js") },
      ],
    },
    plugins: [
      withoutRealtime,
      withoutPageEvents,
      fewChunks,
      withoutIndentation,
      withoutKeys,
      tailwindcss(),
      withoutFallback,
      asAscii,
    ],
  }),
  manifest: ({ browser }) => ({
    name: "__MSG_extensionName__",
    description: "__MSG_extensionDescription__",
    default_locale: "en",
    permissions: [
      "activeTab",
      "alarms",
      "contextMenus",
      "declarativeNetRequestWithHostAccess",
      "scripting",
      "storage",
      "unlimitedStorage",
    ].concat(browser === "firefox" ? [] : ["sidePanel"]),
    host_permissions: falHosts,
    optional_host_permissions: ["https://*/*", "http://*/*"],
    incognito: browser === "firefox" ? "not_allowed" : "split",
    action: { default_title: "__MSG_extensionName__" },
    // No other extension may speak to this one; without the key every one could try. The version is a year old, as
    // Firefox's below: in older ones nobody has tried it.
    ...(browser !== "firefox" && { externally_connectable: { ids: [] }, minimum_chrome_version: "140" }),
    commands: {
      // Alt+Shift+R would be the natural one: Chromium keeps that for itself. Alt+Shift+F opens Firefox's File menu.
      _execute_action: { suggested_key: { default: browser === "firefox" ? "Alt+Shift+U" : "Alt+Shift+F" } },
    },
    content_security_policy: {
      extension_pages:
        "default-src 'self'; img-src 'self' blob: data:; style-src 'self' 'unsafe-inline'; connect-src https: http:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    },
    ...(browser === "firefox" && {
      browser_specific_settings: {
        gecko: {
          id: "refshot@refshot.app",
          strict_min_version: "140.0",
          // The picture and the prompt go to fal, with the key: that is what Refshot is for.
          data_collection_permissions: { required: ["websiteContent", "authenticationInfo"] },
        },
      },
    }),
  }),
});
