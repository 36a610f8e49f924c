#pragma once
#include <libxml/xmlversion.h>
// Where libxml2 is built with ICU, its header of encodings includes ICU's own headers, and these contradict the copy
// of ICU that Foundation brings. Nothing here looks into the structures that they are needed for.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlwriter.h>

/// Frees what libxml2 allocated; `xmlFree` itself is a variable.
static inline void sommet_xml_free(void *memory) { xmlFree(memory); }
