/** The extension's id, and the name under which this Firefox knows its pages (otherwise a random one). */
export const extensionId = "refshot@refshot.app";
const pagesName = "5e8f4d1c-2b7a-4c3e-9f60-7d1a2b3c4d5e";
export const extensionPages = `moz-extension://${pagesName}/`;

export type Preferences = Record<string, string | number | boolean>;

/** A fresh Firefox as a user has it, but quiet, and with every https address led through the gateway. */
export function preferencesFor(gatewayPort: number, more: Preferences = {}): string {
  const preferences: Preferences = {
    // Marionette's own choice of preferences also changes how focus works.
    "remote.prefs.recommended": false,
    "marionette.port": 0,
    "extensions.webextensions.uuids": JSON.stringify({ [extensionId]: pagesName }),
    "xpinstall.signatures.required": false,
    "extensions.autoDisableScopes": 0,
    "extensions.update.enabled": false,
    "extensions.getAddons.cache.enabled": false,
    // The machine's own proxy would be used otherwise.
    "network.proxy.type": 1,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": gatewayPort,
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,
    "app.update.disabledForTesting": true,
    "app.normandy.enabled": false,
    "services.settings.server": "data:,#none",
    "browser.safebrowsing.malware.enabled": false,
    "browser.safebrowsing.phishing.enabled": false,
    "browser.region.network.url": "",
    "browser.topsites.contile.enabled": false,
    "browser.ml.enable": false,
    "browser.translations.enable": false,
    "browser.aboutwelcome.enabled": false,
    "browser.shell.checkDefaultBrowser": false,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "browser.newtabpage.enabled": false,
    "browser.sessionstore.resume_from_crash": false,
    "browser.tabs.warnOnClose": false,
    "browser.warnOnQuit": false,
    "datareporting.policy.dataSubmissionEnabled": false,
    "datareporting.usage.uploadEnabled": false,
    "telemetry.fog.test.localhost_port": -1,
    "termsofuse.bypassNotification": true,
    "toolkit.startup.max_resumed_crashes": -1,
    // A press on a question's button counts at once, not only after the second that protects a person.
    "security.notification_enable_delay": 0,
    "ui.prefersReducedMotion": 1,
    // The browser's own file dialog, and not one of the desktop's, of which there is none.
    "widget.use-xdg-desktop-portal.file-picker": 0,
    ...more,
  };
  return Object.entries(preferences)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join("");
}
