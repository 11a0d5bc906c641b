/** Why a face may be used: the user's own, the person's written release, a licence, or nobody's: generated. */
export const grounds = ["own", "release", "licensed", "generated"] as const;
export type Ground = (typeof grounds)[number];

/** A model's name has at most this many characters. */
export const maxModelName = 80;

/** A saved face. Its id is that of the face reference that it keeps. */
export interface Model {
  id: string;
  name: string;
  ground: Ground;
  /** ms since 1970. */
  createdAt: number;
}
