import { expect, it } from "vitest";
import { isOwnPage } from "../../../lib/messaging/sender";

const id = "abcdefghijklmnopabcdefghijklmnop";
const root = `chrome-extension://${id}/`;

it.each([
  { sender: { id, url: `${root}popup.html` }, expected: true },
  { sender: { id, url: `${root}sidepanel.html?x=1#y` }, expected: true },
  { sender: { id, url: "https://shop.test/" }, expected: false },
  { sender: { id, url: `https://shop.test/${root}popup.html` }, expected: false },
  { sender: { id, url: `chrome-extension://${id}.evil.test/popup.html` }, expected: false },
  { sender: { id, url: `chrome-extension://${id}x/popup.html` }, expected: false },
  { sender: { id: "ponmlkjihgfedcbaponmlkjihgfedcba", url: `${root}popup.html` }, expected: false },
  { sender: { url: `${root}popup.html` }, expected: false },
  { sender: { id }, expected: false },
  { sender: { id, url: "" }, expected: false },
  { sender: {}, expected: false },
])("$sender.id $sender.url: $expected", ({ sender, expected }) => {
  expect(isOwnPage(sender, id, root)).toBe(expected);
});
