import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { failureOf } from "../lib/errors";
import { fetchPicture } from "../lib/fetch-picture";
import type { PagePicture } from "../lib/page-picture";
import { preparePicture, toBase64 } from "../lib/picture";

declare global {
  /** Set in the extension's own isolated world: the page cannot see or call it. */
  var refshotCapture: ((url: string) => Promise<PagePicture>) | undefined;
}

/** Injected after a right-click, when the worker could not fetch the picture: the page can read its own. */
export default defineUnlistedScript(() => {
  globalThis.refshotCapture = async (url) => {
    try {
      const { jpeg, thumbnail, original } = await preparePicture(await fetchPicture(url));
      const thumbnailBlob = new Blob([new Uint8Array(thumbnail)]);
      return { jpeg: await toBase64(jpeg), thumbnail: await toBase64(thumbnailBlob), original };
    } catch (error) {
      return { failure: failureOf(error) };
    }
  };
});
