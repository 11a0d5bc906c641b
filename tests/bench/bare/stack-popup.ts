// The floor of the popup once more, with the libraries that it needs: loaded and evaluated, and not used.
import { useLiveQuery } from "dexie-react-hooks";
import { AlertDialog, Dialog, DropdownMenu, Popover } from "radix-ui";
import { commandSchemas } from "../../../lib/messaging/command-schemas";
import { Db } from "../../../lib/storage/db";
import "./popup";

Object.assign(globalThis, {
  stack: [new Db(), useLiveQuery, commandSchemas, AlertDialog, Dialog, DropdownMenu, Popover],
});
