// Loaded before the team's proxy: every TLS connection leads to the sandbox, as Chromium's host-resolver-rules do it.
import tls from "node:tls";

const connect = tls.connect;
tls.connect = /** @type {typeof tls.connect} */ (
  (/** @type {tls.ConnectionOptions} */ options, /** @type {() => void} */ listener) =>
    connect(
      { ...options, host: "127.0.0.1", port: Number(process.env.SANDBOX_PORT), rejectUnauthorized: false },
      listener,
    )
);
