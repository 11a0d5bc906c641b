// The floor of a worker's start once more, with what each of ours must do: the storage closed to pages, a listener for
// every event that may wake it, and the libraries that a command needs. It is parsed, and nothing is read or done.
import { createFalClient } from "@fal-ai/client";
import { commandSchemas } from "../../../lib/messaging/command-schemas";
import { Db } from "../../../lib/storage/db";

const parts = { db: new Db(), fal: createFalClient({ suppressLocalCredentialsWarning: true }) };
Object.assign(globalThis, parts);

void chrome.storage.local.setAccessLevel({ accessLevel: "TRUSTED_CONTEXTS" });
const nothing = () => undefined;
chrome.runtime.onInstalled.addListener(nothing);
chrome.runtime.onStartup.addListener(nothing);
chrome.windows.onCreated.addListener(nothing);
chrome.alarms.onAlarm.addListener(nothing);
chrome.contextMenus.onClicked.addListener(nothing);
chrome.permissions.onAdded.addListener(nothing);
chrome.runtime.onMessage.addListener(({ data }, _sender, answer) => {
  answer(commandSchemas.cancel.safeParse(data).success);
});
