import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useRef, useState } from "react";
import { text } from "../../lib/browser/i18n";
import type { Shoot } from "../../lib/shoot/shoot";
import { createShoot, readShoots } from "../../lib/storage/shoots";
import { db } from "../database";
import { useAttempt } from "../status/report-failure";

/** Which of the shoots is on the screen: the one that the address names, else the newest. There is always one. */
export function useChosenShoot() {
  const shoots = useLiveQuery(() => readShoots(db));
  const [wanted, setWanted] = useState(idInAddress);
  const attempt = useAttempt();
  const isFirst = useRef(false);
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<Shoot>();
  useEffect(() => {
    const follow = () => setWanted(idInAddress());
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const choose = (id: string) => {
    history.replaceState(undefined, "", `#${id}`);
    setWanted(id);
  };
  const create = (number: number) => {
    // The old one goes from the screen with the press: what is handed in now is for the new one.
    setMaking(true);
    const show = (shoot: Shoot) => {
      setMade(shoot);
      choose(shoot.id);
    };
    attempt(
      createShoot(db, text("shootNumber", number))
        .then(show)
        .finally(() => setMaking(false)),
    );
  };
  useEffect(() => {
    const isNone = shoots?.length === 0;
    if (isNone && !isFirst.current) create(1);
    isFirst.current = isNone;
  });
  const known = shoots?.find(({ id }) => id === wanted);
  const isListed = known !== undefined;
  useEffect(() => {
    // From then on the list tells, also that it was deleted.
    if (isListed) setMade(undefined);
  }, [isListed]);
  // A new one is shown before the list has it.
  const chosen = isMaking ? undefined : (known ?? (made?.id === wanted ? made : shoots?.[0]));
  const add = () => {
    const empty = shoots?.find(isEmpty);
    // One that holds nothing yet is as good as new.
    if (empty) choose(empty.id);
    else create((shoots?.length ?? 0) + 1);
  };
  return { shoots, chosen, choose, add };
}

const idInAddress = () => location.hash.slice(1);

const isEmpty = ({ products, looks, state }: Shoot) =>
  products.length + looks.length === 0 && state === "planned";
