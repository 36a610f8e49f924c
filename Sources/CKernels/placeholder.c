#include "CKernels.h"
void sommet_kernels_placeholder(void) {}
