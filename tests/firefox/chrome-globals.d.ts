// What Firefox gives to a script in its own window, as far as these tests use it.

interface FirefoxActor {
  executeScript(script: string, args: unknown[], options: { timeout: number }): Promise<unknown>;
}

interface FirefoxBrowsingContext {
  currentWindowGlobal: { getActor(name: "MarionetteCommands"): FirefoxActor } | null;
}

interface FirefoxExtension {
  views: Set<{ viewType: string; uri: { filePath: string }; browsingContext: FirefoxBrowsingContext }>;
  backgroundState: "running" | "stopped" | "starting" | "suspending";
  terminateBackground(how: { disableResetIdleForTest: boolean }): Promise<void>;
  manifest: { host_permissions: string[]; sidebar_action?: { default_icon?: unknown } };
}

declare const WebExtensionPolicy: {
  getByID(id: string): { extension: FirefoxExtension; readyPromise: Promise<unknown> } | undefined;
};

declare const gBrowser: {
  selectedBrowser: { browsingContext: FirefoxBrowsingContext };
};

declare const SidebarController: { isOpen: boolean; hide(): void };

interface XulPopup extends HTMLElement {
  state: "closed" | "showing" | "open" | "hiding";
  hidePopup(): void;
}

declare const ChromeUtils: {
  importESModule(url: "resource://gre/modules/ExtensionPermissions.sys.mjs"): {
    ExtensionPermissions: {
      remove(
        id: string,
        permissions: { permissions: string[]; origins: string[] },
        extension: FirefoxExtension,
      ): Promise<void>;
    };
  };
  importESModule(url: "resource://gre/modules/AddonManager.sys.mjs"): {
    AddonManager: {
      getAddonByID(id: string): Promise<{ version: string; startupPromise?: Promise<unknown> } | null>;
    };
  };
};

declare const Services: { prefs: { setIntPref(name: string, value: number): void } };
