// Hugging Face's own tokenizers (the Rust library behind the npm package) on text files, one text a line.
//
//   node huggingface.js encode TOKENIZER OUTPUT FILE...   ids and offsets of every line, compared by Rote.Bench
//   node huggingface.js time TOKENIZER FILE...            seconds and MB/s, one JSON line
//   node huggingface.js train MODEL OUTPUT FILE...        trains with the defaults of the model's trainer; MODEL is a tokenizer.json whose model is empty
//
// Files may be gzip. Lines of a .jsonl file are JSON texts, which may hold line ends. A batch in which the library fails is encoded text by text; such a line then is the error.
// Set RAYON_NUM_THREADS=1 and TOKENIZERS_PARALLELISM=false for one thread.
import { createWriteStream, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { gunzipSync } from 'node:zlib'

const { Tokenizer } = createRequire(import.meta.url)('tokenizers')

const BATCH = 1000
const RUNS = 7

function load(file) {
  const tokenizer = Tokenizer.fromFile(file)
  tokenizer.disableTruncation()
  tokenizer.disablePadding()
  return tokenizer
}

function readLines(files) {
  return files.flatMap((file) => {
    const bytes = readFileSync(file)
    const lines = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n')
    if (lines.at(-1) === '') lines.pop()
    return file.endsWith('.jsonl') ? lines.map((line) => JSON.parse(line)) : lines
  })
}

function batchesOf(lines) {
  const batches = []
  for (let at = 0; at < lines.length; at += BATCH) batches.push(lines.slice(at, at + BATCH))
  return batches
}

// What a caller in JavaScript gets hold of.
const FETCH = {
  nothing: () => 0,
  ids: (encoding) => encoding.getIds().length,
  everything: (encoding) =>
    encoding.getIds().length + encoding.getOffsets().length + encoding.getAttentionMask().length + encoding.getTypeIds().length + encoding.getSpecialTokensMask().length,
}

// All lines once; nothing else is measured.
async function once(tokenizer, batches, fetch) {
  let seen = 0
  const start = process.hrtime.bigint()
  for (const batch of batches) {
    for (const encoding of await tokenizer.encodeBatch(batch)) seen += fetch(encoding)
  }
  return { seconds: Number(process.hrtime.bigint() - start) / 1e9, seen }
}

async function oneByOne(tokenizer, lines, fetch) {
  const start = process.hrtime.bigint()
  for (const line of lines) fetch(await tokenizer.encode(line))
  return Number(process.hrtime.bigint() - start) / 1e9
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1]

async function time(file, lines) {
  const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0)
  const batches = batchesOf(lines)
  const report = { tokenizer: file, lines: lines.length, bytes }
  const cold = []
  for (let run = 0; run < 3; run++) cold.push((await once(load(file), batches, FETCH.nothing)).seconds)
  const tokenizer = load(file)
  for (let warmUp = 0; warmUp < 2; warmUp++) report.tokens = (await once(tokenizer, batches, FETCH.ids)).seen
  const seconds = { 'encodeBatch, nothing fetched, new tokenizer': median(cold) }
  for (const [name, fetch] of Object.entries(FETCH)) {
    const runs = []
    for (let run = 0; run < RUNS; run++) runs.push((await once(tokenizer, batches, fetch)).seconds)
    seconds[`encodeBatch, ${name} fetched`] = median(runs)
  }
  const single = []
  for (let run = 0; run < 3; run++) single.push(await oneByOne(tokenizer, lines, FETCH.nothing))
  seconds['encode line by line, nothing fetched'] = median(single)
  report.seconds = seconds
  report.megabytesPerSecond = Object.fromEntries(Object.entries(seconds).map(([name, value]) => [name, +(bytes / 1e6 / value).toFixed(2)]))
  return report
}

const rowOf = (encoding) => JSON.stringify({ ids: encoding.getIds(), offsets: encoding.getOffsets() }) + '\n'

async function encodeOneByOne(tokenizer, batch) {
  let text = ''
  for (const line of batch) {
    try {
      text += rowOf(await tokenizer.encode(line))
    } catch (error) {
      text += JSON.stringify({ error: error.message }) + '\n'
    }
  }
  return text
}

async function encode(file, output, lines) {
  const tokenizer = load(file)
  const stream = createWriteStream(output)
  for (const batch of batchesOf(lines)) {
    let text
    try {
      text = (await tokenizer.encodeBatch(batch)).map(rowOf).join('')
    } catch {
      text = await encodeOneByOne(tokenizer, batch)
    }
    if (!stream.write(text)) await new Promise((resolve) => stream.once('drain', resolve))
  }
  await new Promise((resolve) => stream.end(resolve))
}

function train(file, output, files) {
  const tokenizer = Tokenizer.fromFile(file)
  const start = process.hrtime.bigint()
  tokenizer.train(files)
  const seconds = Number(process.hrtime.bigint() - start) / 1e9
  tokenizer.save(output)
  return { seconds, vocabulary: tokenizer.getVocabSize(), peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024) }
}

const [verb, tokenizer, ...rest] = process.argv.slice(2)
switch (verb) {
  case 'encode':
    await encode(tokenizer, rest[0], readLines(rest.slice(1)))
    break
  case 'time':
    console.log(JSON.stringify(await time(tokenizer, readLines(rest)), null, 1))
    break
  case 'train':
    console.log(JSON.stringify(train(tokenizer, rest[0], rest.slice(1))))
    break
  default:
    console.error('Give a verb: encode, time or train; the head of this file says what follows each.')
    process.exitCode = 2
}
