import { Db } from "../lib/db";

/** The page's one door to the database. */
export const db = new Db();
