import { useState } from "react";
import type { Failure } from "../../lib/failure/failure";
import { useNotice } from "../hooks/use-notice";
import { ReportFailureTo } from "../status/report-failure";
import { ShootView } from "./shoot-view";
import { useChosenShoot } from "./use-chosen-shoot";

/** The page of shoots: one of them, and the way to the others. */
export function ShootPage() {
  const [failure, setFailure] = useState<Failure>();
  // What the picker could not read, when its page is gone.
  useNotice(setFailure);
  const { shoots, chosen, choose, add } = useChosenShoot();
  return (
    <ReportFailureTo value={setFailure}>
      {!chosen || !shoots ? (
        <main className="min-h-screen" />
      ) : (
        <ShootView
          key={chosen.id}
          first={chosen}
          shoots={shoots}
          failure={failure}
          onChoose={choose}
          onNew={add}
        />
      )}
    </ReportFailureTo>
  );
}
