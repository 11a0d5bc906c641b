import * as z from "zod/mini";

// zod 4 probes `new Function` to speed up parsing; the extension's CSP forbids it and reports each probe.
z.config({ jitless: true });

export { z };
