import { isSheet, type SentPicture } from "./sent-pictures";
import type { Role } from "./tray";

/** What the model is told of a picture. English, because the models read it best. */
const meanings: Record<Role, string> = {
  face: "the person: keep the face, hair and skin.",
  product: "the product: keep its shape, colours, logo and text.",
  background: "the place.",
};

const sheetMeaning =
  "a sheet of the same product line, one product per field: keep the shape, colours, logo and text of each.";

/** One sentence per picture, in the order in which the pictures are sent. */
export function pictureSentences(pictures: readonly SentPicture[]): string {
  const sentences = pictures.map((picture, index) => {
    const meaning = isSheet(picture) ? sheetMeaning : meanings[picture.slots[0].role];
    return `Image ${index + 1} is ${meaning}`;
  });
  return sentences.join(" ");
}

/** The prompt as a Combine request carries it: the sentences, if they are wanted, then the user's own words. */
export function combinePrompt(
  prompt: string,
  pictures: readonly SentPicture[],
  withSentences: boolean,
): string {
  return withSentences ? `${pictureSentences(pictures)} ${prompt}` : prompt;
}
