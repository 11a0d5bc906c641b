/** One request as it leaves: endpoint, JSON, key. */
export interface Order {
  endpoint: string;
  body: string;
  key: string;
}

/** When (ms since 1970) a request was begun, and its picture stored. */
export interface Times {
  sentAt: number;
  storedAt: number;
}

const headersOf = (key: string) => ({ authorization: `Key ${key}`, "content-type": "application/json" });

/** What fal says to a submit. */
export async function submit({ endpoint, body, key }: Order) {
  const options = { method: "POST", headers: headersOf(key), body };
  const response = await fetch(`https://queue.fal.run/${endpoint}`, options);
  return response.json() as Promise<{ request_id: string; status_url: string; response_url: string }>;
}

/** Reads a request's stream of events until it says COMPLETED. */
export async function untilCompleted(statusUrl: string, key: string): Promise<void> {
  const { body } = await fetch(`${statusUrl}/stream`, { headers: headersOf(key) });
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ""; !text.includes('"COMPLETED"'); ) {
    const read = await reader?.read();
    if (!read || read.done) return;
    text += read.value;
  }
}

/** The address of a request's picture. */
export async function pictureUrl(responseUrl: string, key: string): Promise<string> {
  const result = await fetch(responseUrl, { headers: headersOf(key) });
  const { images } = await result.json();
  return images[0].url;
}
