import "../theme.css";
import { fillErrorLists } from "./error-list";

fillErrorLists(document);
