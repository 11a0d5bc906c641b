import { describe, expect, it } from "vitest";
import { isForbidden, isPrivateHost } from "../../../lib/net/private-hosts";

describe("what is not the public internet, in any notation", () => {
  it.each([
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://0/",
    "http://10.0.0.8/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.168.1.10/",
    "http://169.254.169.254/latest",
    "http://100.64.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[fd12:3456::1]/",
    "http://[fe80::1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://shop.localhost/",
    "http://printer.local/",
    "http://wiki.corp.internal/",
    "http://router/",
    "http://localhost.localdomain/",
    "http://[::127.0.0.1]/",
    "http://[::7f00:1]/",
    "http://[2001:db8::1]/",
    "http://[2001::1]/",
    "http://[2001:10::1]/",
    "http://[2002:7f00:1::]/",
    "http://[3fff::1]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://192.0.0.8/",
    "http://198.19.255.255/",
    "http://203.0.113.7/",
    "http://240.0.0.1/",
  ])("%s", (url) => expect(isPrivateHost(new URL(url).hostname)).toBe(true));

  it.each([
    "http://example.com/",
    "http://172.32.0.1/",
    "http://8.8.8.8/",
    "http://[2606:4700::1111]/",
    "http://[2001:4860:4860::8888]/",
    "http://[2a00:1450:4001::]/",
    "http://192.0.1.1/",
    "http://100.128.0.1/",
    "http://223.255.255.255/",
    "http://localhost.example.com/",
  ])("%s is public", (url) => expect(isPrivateHost(new URL(url).hostname)).toBe(false));
});

describe("which picture may be fetched for which page", () => {
  it.each<[string, string, string | undefined, boolean]>([
    ["a public picture", "https://cdn.example.com/a.jpg", "https://shop.example.com/", false],
    ["a private picture on a public page", "http://192.168.1.1/a.jpg", "https://shop.example.com/", true],
    ["a private picture on its own page", "http://192.168.1.1:8080/a.jpg", "http://192.168.1.1/", false],
    ["a private picture on another private page", "http://192.168.1.1/a.jpg", "http://192.168.1.2/", true],
    ["the same host in another notation", "http://2130706433/a.jpg", "http://127.0.0.1:3000/", false],
    ["a private picture on no page", "http://localhost/a.jpg", undefined, true],
    ["a data: address", "data:image/png;base64,AAAA", undefined, false],
    ["a blob: address", "blob:http://localhost/1-2-3", "https://shop.example.com/", false],
    ["a file", "file:///etc/passwd", "https://shop.example.com/", true],
    ["a page of the browser", "chrome://settings/", "https://shop.example.com/", true],
    ["a name and password", "https://me:secret@shop.example.com/a.jpg", "https://shop.example.com/", true],
    ["no address at all", "not an address", undefined, true],
  ])("%s", (_name, url, pageUrl, expected) => expect(isForbidden(url, pageUrl)).toBe(expected));
});
