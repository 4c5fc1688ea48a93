/** Texts as documents: HTML as a browser reads it, XML as a strict parser reads it. */
import { JSDOM } from 'jsdom';

const parser = new new JSDOM('').window.DOMParser();

/** The document of an XML text, where a fault that a browser would forgive throws. */
export function parseXml(text: string): Document {
  const document = parser.parseFromString(text, 'application/xml');
  const fault = document.querySelector('parsererror');
  if (fault) throw new Error(`Not well-formed: ${fault.textContent}\n${text.slice(0, 400)}`);
  return document;
}

/** The document of a page of HTML, without a window of its own, which would take jsdom longer to make than most documents. */
export const parsePage = (text: string): Document => parser.parseFromString(text, 'text/html');

/** A piece of HTML as a browser reads it. */
export const parseHtml = (text: string): DocumentFragment => JSDOM.fragment(text);
