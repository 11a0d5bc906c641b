import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { findClicked, findClickedFrame } from "../lib/page/find-clicked";
import { installAgent } from "../lib/page/page-agent";

/** Injected after a right-click, so that the worker can ask the page about that one picture. */
export default defineUnlistedScript(() => void installAgent({ findClicked, findClickedFrame }));
