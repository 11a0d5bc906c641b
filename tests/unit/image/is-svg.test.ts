import { expect, it } from "vitest";
import { isSvg } from "../../../lib/image/is-svg";

it.each<[string, boolean]>([
  ["<svg xmlns='http://www.w3.org/2000/svg'/>", true],
  ["\uFEFF<?xml version='1.0'?>\n<!-- drawn -->\n<svg>", true],
  ["<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'svg11.dtd'><svg width='1'>", true],
  ["<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>", true],
  ["<svg:svg xmlns:svg='http://www.w3.org/2000/svg'>", true],
  ["<!doctype html><svg>", true],
  ["<!doctype html><html><svg>", false],
  ["<svgfile>", false],
  ["", false],
])("%j: %s", (text, expected) => expect(isSvg(new TextEncoder().encode(text))).toBe(expected));
