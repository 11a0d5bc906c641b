import { expect, it } from "vitest";
import { planRoute } from "../../../lib/domain/request";
import { parametersOf, parseParameters, toJson } from "../../../lib/export/parameters";
import { fromPicture, generationIn } from "../support/records";
import { background, face, products } from "../support/slots";

const imageSize = { width: 912, height: 1136 };
const combined = {
  ...planRoute("multi-reference", "auto"),
  ...{ places: [{ ...face, name: "Sari", ground: "release" }, ...products(4)], sheetId: "sheet" },
  ...{ imageSize, sentences: true, steps: 28 },
};

it("a combined request: its own numbers, the ground of the face, no name", () => {
  const parameters = parametersOf(generationIn("done", combined));
  expect(parameters).toMatchObject({
    mode: "multi-reference",
    steps: 28,
    guidance: 3.5,
    imageSize,
    sentences: true,
  });
  expect(parameters.strength).toBeUndefined();
  const sent = { role: "product", sent: true };
  expect(parameters.references).toEqual([
    { role: "face", sent: true, ground: "release" },
    sent,
    sent,
    sent,
    sent,
  ]);
  expect(toJson(parameters)).not.toContain("Sari");
  expect(parseParameters(toJson(parameters))).toEqual(parameters);
});

it("the one that the user chose is the one that was sent", () => {
  const changes = { ...fromPicture(face), places: [face, background], chosen: "background" };
  const { references, steps, strength } = parametersOf(generationIn("done", changes));
  expect(references).toEqual([
    { role: "face", sent: false },
    { role: "background", sent: true },
  ]);
  expect([steps, strength]).toEqual([7, 0.65]);
});
