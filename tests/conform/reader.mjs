// Opens e-books in headless Chromium through foliate-js, as a reader would: turns pages, follows the contents, a note and the page list,
// and listens for errors. node reader.mjs ENGINE PICTURES BOOK.epub…: the folder of get_reader, a folder for pictures of three pages.
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { basename, extname, join, normalize } from 'node:path'
import { pathToFileURL } from 'node:url'

const [engine, pictures, ...books] = process.argv.slice(2)
const puppeteer = (await import(pathToFileURL(join(engine, 'node_modules/puppeteer-core/lib/esm/puppeteer/puppeteer-core.js')))).default
const chromium = process.env.PUPPETEER_EXECUTABLE_PATH

const page = `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Reader</title>
<style>html, body { margin: 0; height: 100% } foliate-view { display: block; width: 100%; height: 100% }</style>
<script type="module" src="/engine/view.js"></script><body></body></html>`
const types = { '.js': 'text/javascript', '.epub': 'application/epub+zip', '.html': 'text/html' }

const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname)
    const book = path.match(/^\/book\/(\d+)$/)
    try {
        const bytes = path === '/' ? page
            : path === '/favicon.ico' ? ''
            : book ? await readFile(books[book[1]])
            : await readFile(join(engine, 'node_modules/foliate-js', normalize(path.replace(/^\/engine\//, ''))))
        const type = path === '/' ? 'text/html; charset=utf-8' : book ? types['.epub'] : types[extname(path)] ?? 'application/octet-stream'
        response.writeHead(200, { 'Content-Type': type }).end(bytes)
    } catch {
        response.writeHead(404).end()
    }
})
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
const address = `http://127.0.0.1:${server.address().port}`

// --- what runs in the browser

/** Opens the book; the functions below find it in `window.view`. */
async function open(number) {
    await customElements.whenDefined('foliate-view')
    const blob = await (await fetch(`/book/${number}`)).blob()
    const view = document.createElement('foliate-view')
    document.body.append(view)
    window.view = view
    window.relocated = () => new Promise(resolve => view.addEventListener('relocate', e => resolve(e.detail), { once: true }))
    await view.open(new File([blob], 'book.epub', { type: 'application/epub+zip' }))
    view.renderer.setAttribute('flow', 'paginated')
    view.renderer.setAttribute('max-column-count', '1')
    await view.init({ showTextStart: false })
    return { title: view.book.metadata.title, sections: view.book.sections.length, direction: view.book.dir ?? '' }
}

/** Turns up to `count` pages; how often the place changed and how far it came. */
async function turn(count) {
    let places = new Set()
    for (let i = 0; i < count; i++) {
        await window.view.next()
        await new Promise(resolve => setTimeout(resolve, 30))
        places.add(window.view.lastLocation?.cfi)
    }
    return { places: places.size, fraction: window.view.lastLocation?.fraction ?? 0 }
}

/** Follows every line of the contents: labels whose target is missing; then really goes to some of them. */
async function contents() {
    const { view } = window
    const lines = []
    const walk = items => items?.forEach(item => (lines.push(item), walk(item.subitems)))
    walk(view.book.toc)
    const bad = []
    for (const { label, href } of lines) {
        if (!href) continue
        const place = await view.book.resolveHref(href)
        const doc = place && await view.book.sections[place.index]?.createDocument?.()
        if (!doc || (href.includes('#') && !place.anchor(doc))) bad.push(label)  // a whole document's anchor is its beginning, 0
    }
    const some = [lines[0], lines[Math.floor(lines.length / 2)], lines.at(-1)].filter(item => item?.href)
    for (const { label, href } of some) {
        await view.goTo(href)
        const { index } = await view.book.resolveHref(href)
        if (view.renderer.getContents()[0]?.index !== index) bad.push(`${label} (not shown)`)
    }
    return { lines: lines.length, bad }
}

/** Clicks the first reference to a note; the note that pops up. */
async function note() {
    const { view } = window
    const { FootnoteHandler } = await import('/engine/footnotes.js')
    for (let index = 0; index < view.book.sections.length; index++) {
        const doc = await view.book.sections[index].createDocument?.()
        const isReference = a => (a.getAttributeNS('http://www.idpf.org/2007/ops', 'type') ?? '').split(' ').includes('noteref')
        if (!doc || ![...doc.querySelectorAll('a[href]')].some(isReference)) continue
        await view.goTo(index)
        const shown = view.renderer.getContents()[0].doc
        const reference = [...shown.querySelectorAll('a[href]')].find(isReference)
        const handler = new FootnoteHandler()
        const popup = new Promise((resolve, reject) => {
            handler.addEventListener('render', e => resolve(e.detail.view.renderer.getContents()[0]?.doc.body.textContent ?? ''))
            setTimeout(() => reject(new Error('no note popped up')), 10000)
        })
        handler.addEventListener('before-render', e => document.body.append(e.detail.view))
        view.addEventListener('link', e => handler.handle(view.book, e), { once: true })
        reference.click()
        const text = await popup
        const href = reference.getAttribute('href')
        const place = await view.book.resolveHref(view.book.sections[index].resolveHref(href))
        const target = place.anchor(await view.book.sections[place.index].createDocument())
        document.querySelectorAll('foliate-view').forEach(other => other !== view && other.remove())
        const plain = value => value.replace(/\s+/g, ' ').trim()
        return { found: true, text: plain(text), expected: plain(target.textContent), back: !!target.querySelector('[role="doc-backlink"]') }
    }
    return { found: false }
}

/** Goes to entries of the page list: those whose mark is missing, or says another label. */
async function pageList() {
    const { view } = window
    const list = view.book.pageList ?? []
    const bad = []
    for (const { label, href } of list) {
        const place = await view.book.resolveHref(href)
        const doc = place && await view.book.sections[place.index].createDocument()
        const mark = doc && place.anchor(doc)
        const said = mark?.getAttribute?.('aria-label') ?? mark?.getAttribute?.('title') ?? ''
        if (!mark || (said && said.trim() !== label.trim())) bad.push(label)
    }
    const middle = list[Math.floor(list.length / 2)]
    if (middle) {
        await view.goTo(middle.href)
        await new Promise(resolve => setTimeout(resolve, 200))
        const place = await view.book.resolveHref(middle.href)
        if (view.renderer.getContents()[0]?.index !== place.index) bad.push(`${middle.label} (not shown)`)
        const shown = view.lastLocation?.pageItem?.label
        if (shown !== undefined && shown !== middle.label && !list.some(item => item.label === shown)) bad.push(`${middle.label} (shows ${shown})`)
    }
    return { pages: list.length, bad }
}

// --- what runs here

let faults = 0
const fault = (book, text) => { faults++; console.log(`FAULT ${book}: ${text}`) }

const browser = await puppeteer.launch({
    executablePath: chromium, headless: true, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'], protocolTimeout: 240000,
})
for (const [number, path] of books.entries()) {
    const book = basename(path)
    const tab = await browser.newPage()
    await tab.setViewport({ width: 600, height: 800, deviceScaleFactor: 1 })
    const errors = []
    tab.on('console', message => message.type() === 'error' && errors.push(message.text()))
    tab.on('pageerror', error => errors.push(error.message))
    tab.on('requestfailed', request => errors.push(`${request.url()}: ${request.failure()?.errorText}`))
    const picture = async name => {
        await new Promise(resolve => setTimeout(resolve, 300))
        await tab.screenshot({ path: join(pictures, `${book.replace(/\.epub$/, '')}-${name}.png`) })
    }
    try {
        await tab.goto(address)
        const { title, sections } = await tab.evaluate(open, number)
        await picture('first')
        const turned = await tab.evaluate(turn, 25)
        if (turned.places < Math.min(10, sections)) fault(book, `25 turns showed ${turned.places} pages only`)
        const lines = await tab.evaluate(contents)
        if (!lines.lines) fault(book, 'no contents')
        for (const label of lines.bad) fault(book, `the contents' line "${label}" leads nowhere`)
        await picture('contents')
        const called = await tab.evaluate(note)
        if (called.found) {
            if (!called.text || called.text !== called.expected) fault(book, `the note pops up as "${called.text}", not "${called.expected}"`)
            await picture('note')
        }
        const pages = await tab.evaluate(pageList)
        for (const label of pages.bad) fault(book, `page ${label} of the page list is not where it should be`)
        await picture('page')
        for (const error of new Set(errors)) fault(book, `error logged: ${error}`)
        console.log(`${book}: "${typeof title === 'string' ? title : Object.values(title)[0]}", ${sections} documents, ${lines.lines} lines of contents, `
            + `${pages.pages} pages, ${called.found ? `note "${called.text.slice(0, 50)}"` : 'no note'}`)
    } catch (error) {
        fault(book, error.message)
    }
    await tab.close()
}
await browser.close()
server.close()
process.exit(faults ? 1 : 0)
