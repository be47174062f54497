/** The reader's clipboard. A browser gives its own only to pages that came over HTTPS or from this machine. */

/** Copies text. Throws where the browser does not allow it. */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return await navigator.clipboard.writeText(text)
  // The old way, for pages that came over plain HTTP.
  const area = document.createElement('textarea')
  area.value = text
  area.style.position = 'fixed'
  area.style.opacity = '0'
  document.body.append(area)
  area.select()
  const done = document.execCommand('copy')
  area.remove()
  if (!done) throw new Error('not allowed')
}

/** Copies the text that an address answers. */
export async function copyTextOf(address: string): Promise<void> {
  await copyText(await (await fetched(address)).text())
}

/** Copies the picture that an address answers (PNG). */
export async function copyImageOf(address: string): Promise<void> {
  // The promise and not its value: a browser asks whether it may within the click.
  const image = fetched(address).then((answer) => answer.blob())
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': image })])
}

async function fetched(address: string): Promise<Response> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`answered ${answer.status}`)
  return answer
}
