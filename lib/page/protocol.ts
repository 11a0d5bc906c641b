import type { Candidate, Origin } from "../domain/image-source";
import type { Failure } from "../failure/failure";
import type { Fitting } from "./drawn-box";
import type { Found } from "./find-images";
import type { Box } from "./geometry";

interface Size {
  width: number;
  height: number;
}

/** What a page's script says of one picture. A page is not trusted: the worker parses it. */
export interface ImageDescription {
  /** The element that shows it. */
  element: Origin;
  /** What the page calls it: one line of text, for people only. */
  name?: string | undefined;
  /** Guesses, best first, and last the address on the screen; without that when it only stands in. */
  candidates: Candidate[];
  /** Only something that stands in for the picture is on the screen: a guess is all there is. */
  standIn?: boolean | undefined;
  /** The address on the screen is too long to be handed over: the page reads it by itself. */
  heldByPage?: boolean | undefined;
  /** Own size (pixels) of what is on the screen, where the page knows it. */
  shown?: Size | undefined;
  /** Whether the element holds pixels that a canvas may take: a loaded image, a canvas, a video, an `<svg>`. */
  drawable: boolean;
  /** Whether a person sees a picture there, so that a crop of the screen would show it. */
  visible: boolean;
}

/** What can be seen of a picture, and where. All in CSS pixels of the window whose script says so. */
export interface ElementBox extends Box {
  /** The whole box that the picture is laid into, seen or not. */
  whole: Box;
  /** How it is laid in; unknown for some of what CSS draws. */
  fitting?: Fitting | undefined;
  /** Whether the page draws it dimmed or filtered. */
  toned: boolean;
  /** Something of the page lies over a part of it. */
  covered: boolean;
  /** The part of the window that is on the screen: all of it, unless the user has zoomed in with two fingers. */
  viewport: Box;
}

/**
 * What the script in the page hands to the worker: pixels already normalised there, as base64, because a
 * script's result is JSON; or the failure.
 */
export type PagePicture =
  | { failure: Failure }
  | {
      jpeg: string;
      thumbnail: string;
      /** The opacity of each cell of its print, where not all are opaque. */
      alpha?: string | undefined;
      original: Size & { format: string; bytes: number };
    };

/**
 * What the worker may ask of the script in a page, for one capture. It stands in the extension's own isolated
 * world, where the page can neither see nor call it.
 */
export interface PageAgent {
  /** The picture that was clicked: with this address, as the browser named it, or without when that was too long. */
  describe(srcUrl?: string): ImageDescription | undefined;
  /** The frame that was clicked, when no script may run inside it, if it shows nothing but this picture. */
  describeFrame(frameUrl: string, srcUrl: string): Promise<ImageDescription | undefined>;
  /** The picture that the picker was given. */
  choose(found: Found): ImageDescription;
  /** Without an address: what is on the screen. */
  fetch(url?: string): Promise<PagePicture>;
  draw(): Promise<PagePicture>;
  /** The print of what the element holds, as base64; undefined where the browser keeps that from us. */
  print(): Promise<string | undefined>;
  rasterise(svg: string): Promise<PagePicture>;
  /** Where the picture is; `scroll`: brought into view first, when not all of it can be seen. */
  locate(scroll: boolean): Promise<ElementBox | undefined>;
  /** Where that is in this window, when `inner` is what the script in our frame number `index` has said (-1: one without). */
  locateInside(index: number, inner: ElementBox, scroll: boolean): Promise<ElementBox | undefined>;
  forget(): void;
}
