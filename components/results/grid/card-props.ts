import type { MouseEvent } from "react";
import type { GenerationIn } from "../../../lib/domain/generation";

/** What every card is given beside its generation. */
export interface CardProps {
  /** Of the caption that tells what the picture is. */
  describedBy: string;
  /** Whether the keyboard stops here: one result of the grid is a stop, arrows lead to the others. */
  tabIndex: 0 | -1;
  selected: boolean;
  selecting: boolean;
  onPress: (event: MouseEvent) => void;
  onSelect: (event: MouseEvent) => void;
  /** The like failures of its batch, when it is the first of several; open: each has its own card. */
  fold?: { open: boolean; members: GenerationIn<"failed">[] };
  /** How high the card is, in px. */
  height: number;
}
