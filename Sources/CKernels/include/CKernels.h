void sommet_kernels_placeholder(void);
