import java.io.FileInputStream;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Prints each file named, PASS or FAIL for each standard (ua1, 2a), and the rules that fail.
 *
 * <p>What goes wrong with one file is printed as its verdict: the others are looked at all the same.
 */
public class VeraPdf {
  public static void main(String[] files) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    for (String file : files) {
      System.out.println("FILE " + file);
      for (String standard : new String[] {"ua1", "2a"}) {
        try {
          check(file, PDFAFlavour.fromString(standard));
        } catch (Exception error) {
          System.out.println("ERROR " + standard + " " + error);
        }
      }
    }
  }

  private static void check(String file, PDFAFlavour flavour) throws Exception {
    try (InputStream stream = new FileInputStream(file);
        PDFAParser parser = Foundries.defaultInstance().createParser(stream, flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
      ValidationResult result = validator.validate(parser);
      System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + flavour.getId());
      Set<String> seen = new LinkedHashSet<>();
      for (TestAssertion assertion : result.getTestAssertions()) {
        boolean failed = assertion.getStatus() == TestAssertion.Status.FAILED;
        if (failed && seen.add(assertion.getRuleId().toString())) {
          System.out.println("  " + assertion.getRuleId().getClause() + "-"
              + assertion.getRuleId().getTestNumber() + " " + assertion.getMessage() + " at "
              + assertion.getLocation().getContext());
        }
      }
    }
  }
}
