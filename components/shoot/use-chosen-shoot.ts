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
  const isMaking = useRef(false);
  useEffect(() => {
    const follow = () => setWanted(idInAddress());
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const choose = (id: string) => {
    history.replaceState(undefined, "", `#${id}`);
    setWanted(id);
  };
  const create = (number: number) =>
    attempt(createShoot(db, text("shootNumber", number)).then(({ id }) => choose(id)));
  useEffect(() => {
    const isNone = shoots?.length === 0;
    if (isNone && !isMaking.current) create(1);
    isMaking.current = isNone;
  });
  const chosen = shoots?.find(({ id }) => id === wanted) ?? shoots?.[0];
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
