import { useState } from "react";
import type { Failure } from "../../lib/failure/failure";
import { ReportFailureTo } from "../status/report-failure";
import { ShootView } from "./shoot-view";
import { useChosenShoot } from "./use-chosen-shoot";

/** The page of shoots: one of them, and the way to the others. */
export function ShootPage() {
  const [failure, setFailure] = useState<Failure>();
  const { shoots, id, choose, add } = useChosenShoot();
  return (
    <ReportFailureTo value={setFailure}>
      {id === undefined || !shoots ? (
        <main className="min-h-screen" />
      ) : (
        <ShootView key={id} id={id} shoots={shoots} failure={failure} onChoose={choose} onNew={add} />
      )}
    </ReportFailureTo>
  );
}
