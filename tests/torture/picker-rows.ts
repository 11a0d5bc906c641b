import { plainSvg } from "./pictures.ts";
import { box, cdn, draw, fill, img, large, medium, type Row, small, spacer } from "./row.ts";

/** What a right-click cannot reach, and the picker can. */
export const pickerRows: Row[] = [
  {
    name: "image under an overlay",
    body: `<div style="position:relative">${img("/large.jpg")}<div style="position:absolute;inset:0;z-index:9;background:#fff1"></div></div>`,
    by: "picker",
    ...large,
  },
  {
    name: "image under a stretched spacer image",
    body: `<div style="position:relative">${img("/large.jpg")}<img src="${spacer}" style="position:absolute;inset:0;${box}"></div>`,
    by: "picker",
    ...large,
  },
  {
    name: "image that takes no pointer",
    body: img("/large.jpg", "").replace(box, `${box};pointer-events:none`),
    by: "picker",
    ...large,
  },
  {
    name: "page with a z-index war",
    body: `${img("/large.jpg")}<style>div{display:none!important} *{z-index:2147483647}</style>`,
    by: "picker",
    ...large,
  },
  { name: "CSS background", body: fill("/large.jpg"), by: "picker", ...large },
  {
    name: "CSS background of another host",
    body: fill(`${cdn}/large.jpg`),
    by: "picker",
    ...large,
    crop: "without",
  },
  {
    name: "image-set()",
    body: `<div id="it" style="${box};background:image-set(url('/small.jpg') 1x, url('/large.jpg') 2x) center/100% 100%"></div>`,
    by: "picker",
    ...large,
  },
  {
    name: "::before background",
    body: `<style>#it::before{content:"";display:block;${box};background:url(/large.jpg) 0/100% 100%}</style><div id="it" style="${box}"></div>`,
    by: "picker",
    ...large,
  },
  {
    name: "::after content",
    body: `<style>#it::after{content:url(/small.jpg)}</style><div id="it" style="${box}"></div>`,
    by: "picker",
    ...small,
  },
  { name: "canvas", body: draw("/large.jpg"), by: "picker", ...medium },
  {
    name: "canvas, tainted",
    body: draw(`${cdn}/large.jpg`),
    by: "picker",
    source: "large",
    size: [320, 400],
    crop: "always",
  },
  {
    name: "video frame",
    body: `<video id="it" style="${box};object-fit:fill" muted autoplay></video><canvas id="film" width="800" height="1000" hidden></canvas><script>
    const image = new Image(); image.onload = () => { const film = document.querySelector("#film"); const paint = () => { film.getContext("2d").drawImage(image, 0, 0, 800, 1000); requestAnimationFrame(paint); };
    paint(); document.querySelector("#it").srcObject = film.captureStream(30); }; image.src = "/large.jpg";</script>`,
    by: "picker",
    ...medium,
  },
  {
    name: "video poster",
    body: `<video id="it" style="${box}" poster="/large.jpg"></video>`,
    by: "picker",
    ...large,
  },
  {
    name: "inline <svg>",
    body: `<style>.paint{fill:#b4341f}</style>${plainSvg.replace("<svg", `<svg id="it" viewBox="0 0 200 250" style="width:320px;height:400px"`).replace('fill="#b4341f"', 'class="paint"')}`,
    by: "picker",
    source: "svg",
    size: [819, 1024],
  },
  {
    name: "<image> in an <svg>",
    body: `<svg width="320" height="400"><image id="it" href="/large.jpg" width="320" height="400"/></svg>`,
    by: "picker",
    ...large,
  },
  {
    name: "<input type=image>",
    body: `<input id="it" type="image" src="/large.jpg" style="${box}">`,
    by: "picker",
    ...large,
  },
  {
    name: "<object>",
    body: `<object id="it" type="image/jpeg" data="/large.jpg" style="${box}"></object>`,
    by: "picker",
    ...large,
  },
  {
    name: "picker: open shadow root",
    body: `<div id="host"></div><script>document.querySelector("#host").attachShadow({mode:"open"}).innerHTML='<div id="it" style="${box};background:url(/large.jpg) 0/100% 100%"></div>'</script>`,
    by: "picker",
    ...large,
  },
  {
    name: "picker: frame of the same site",
    body: `<iframe id="frame" width="400" height="500" src="/framed.html"></iframe>`,
    frame: "#frame",
    by: "picker",
    ...large,
  },
  {
    name: "picker: below the fold",
    body: `<div style="height:2600px"></div>${img(`${cdn}/large.jpg`)}`,
    by: "picker",
    ...large,
    crop: "without",
  },
  {
    name: "picker by keyboard: the second picture",
    body: `<img src="/cup.jpg" width="300"><br>${img("/large.jpg")}`,
    by: "keys",
    ...large,
  },
];
