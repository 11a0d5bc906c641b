/** IPTC's word for a picture that a trained model made. */
const sourceType = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

const open = "<refshot:parameters>";

const close = "</refshot:parameters>";

/** An XMP packet that declares the picture as made by a model; with the parameters as JSON, where they fit. */
export function toXmp(json: string | undefined): string {
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:refshot="https://refshot.app/ns/1.0/">
<Iptc4xmpExt:DigitalSourceType>${sourceType}</Iptc4xmpExt:DigitalSourceType>
<xmp:CreatorTool>Refshot</xmp:CreatorTool>
${json === undefined ? "" : open + escapeXml(json) + close}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
}

/** The JSON that an XMP packet of ours carries. */
export function jsonOfXmp(xmp: string): string | undefined {
  const from = xmp.indexOf(open);
  const to = xmp.indexOf(close, from);
  return from < 0 || to < 0 ? undefined : unescapeXml(xmp.slice(from + open.length, to));
}

const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

function escapeXml(text: string): string {
  return text.replace(/[&<>]/g, (letter) => entities[letter as keyof typeof entities]);
}

function unescapeXml(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
