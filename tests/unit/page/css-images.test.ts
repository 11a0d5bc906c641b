import { expect, it } from "vitest";
import { backgroundAddresses } from "../../../lib/page/css-images";

it.each<[string, string[]]>([
  ["none", []],
  ["linear-gradient(red, blue)", []],
  ['url("https://a.example/1.jpg")', ["https://a.example/1.jpg"]],
  ['linear-gradient(red, blue), url("https://a.example/1.jpg")', ["https://a.example/1.jpg"]],
  ['url("https://a.example/(1),2.jpg")', ["https://a.example/(1),2.jpg"]],
  ['url("data:image/svg+xml,%3Csvg a=\\"b\\"%3E")', ['data:image/svg+xml,%3Csvg a="b"%3E']],
  [
    'image-set(url("https://a.example/1.jpg") 1dppx, url("https://a.example/3.jpg") 3dppx)',
    ["https://a.example/3.jpg", "https://a.example/1.jpg"],
  ],
  [
    'image-set(url("https://a.example/1.jpg") 1x type("image/jpeg"), url("https://a.example/2.jpg") 192dpi)',
    ["https://a.example/2.jpg", "https://a.example/1.jpg"],
  ],
  ['url("#gradient")', []],
])("%s", (value, expected) => expect(backgroundAddresses(value)).toEqual(expected));
