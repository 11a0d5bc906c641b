// Who may use the proxy: a file of names and digests of tokens. A token is told once, when it is made.
import { createHash, randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** @param {string} token */
const digest = (token) => createHash("sha256").update(token).digest("hex");

/**
 * The members by name, each with the digest of a token.
 * @param {string} file
 * @returns {Record<string, string>}
 */
function readMembers(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw error;
  }
}

/**
 * The member to whom a token was given. The file is read anew each time: who is taken out is out at once.
 * @param {string} file
 * @param {string} token
 * @returns {string | undefined}
 */
export function findMember(file, token) {
  // Equal digests are looked for, not equal tokens: how long it takes says nothing about a token.
  const wanted = digest(token);
  return Object.entries(readMembers(file)).find(([, known]) => known === wanted)?.[0];
}

/**
 * Adds a member, or gives one a new token in place of the old; gives the token.
 * @param {string} file
 * @param {string} name
 * @returns {string}
 */
export function addMember(file, name) {
  const token = randomBytes(24).toString("base64url");
  writeMembers(file, { ...readMembers(file), [name]: digest(token) });
  return token;
}

/**
 * @param {string} file
 * @param {string} name
 */
export function removeMember(file, name) {
  const { [name]: _gone, ...others } = readMembers(file);
  writeMembers(file, others);
}

/**
 * @param {string} file
 * @param {Record<string, string>} members
 */
function writeMembers(file, members) {
  writeFileSync(file, `${JSON.stringify(members, null, 2)}\n`, { mode: 0o600 });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , command, name] = process.argv;
  const file = process.env.TEAM_FILE ?? "team.json";
  if (command === "add" && name) {
    console.log(`Proxy URL for ${name}, to be told to nobody else:`);
    console.log(`https://YOUR-HOST/team/${addMember(file, name)}/api/fal/proxy`);
  } else if (command === "remove" && name) removeMember(file, name);
  else console.log("node members.mjs add NAME, or remove NAME");
}
